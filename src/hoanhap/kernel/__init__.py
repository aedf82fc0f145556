"""Words every app shares: refusals, the actor, the clock, base models, the queue. No business words."""
