"""The pictures, numbers and formulas of a change of variables, view by view."""
