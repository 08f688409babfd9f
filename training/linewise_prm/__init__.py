"""Train, evaluate and export the process reward model that Linewise serves."""

__version__ = "0.1.0"
