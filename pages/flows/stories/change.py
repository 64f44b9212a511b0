"""The story of the page on change of variables, in order."""

from models import change_of_variables as cov
from playground.lesson import Preset

STATIONS = [Preset(*story) for story in cov.ALL_STORIES]
