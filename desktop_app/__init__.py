"""VendorBench: compare outsourcing vendors from their own reports."""

__version__ = "0.1.0"
