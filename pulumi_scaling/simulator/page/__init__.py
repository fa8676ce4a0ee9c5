"""The page at `/`: who is on call in this world, and what would happen if it burned now.

Server-rendered, one file, no script. What its buttons do is what the control calls and the API do.
"""

from .page_routes import PREFIX, application

__all__ = ["PREFIX", "application"]
