"""Running the site: what is made ready first, which processes serve, and how all of it stops."""
