"""A package that passes on what is in it."""

from .steps import *
from .storage import BUFFER
