"""The stage: everything that knows Streamlit, and no topic."""
