"""How the clinic presents itself: name, colours, logo, contact, hours, words of its clients."""
