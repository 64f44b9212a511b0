"""Any script beside the playground's modules: the server of a test's own page.

The path of the script is in the environment variable ``SCRIPT``.
"""

import os

import streamlit as st

from playground import client

app = st.App(os.environ["SCRIPT"], routes=[client.route("")])
