"""The codebooks: PLOVER's types, quads and modes, and the crosswalk to CAMEO."""
