"""Track, gate and publish translations of canonical documents kept in Git."""

__version__ = "0.1.0"
