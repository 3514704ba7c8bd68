"""The figure's skeleton: segment lengths, a spine of single vertebrae, limbs that reach their goals."""
