"""What people type and what has to come first, with the articles that come with the program."""

from __future__ import annotations

from typing import Final

#: Language, question, and the keys of which one has to be the first.
EXPECTED: Final = [
    ("en", "linear before rotation", {"article:linear-before-rotation"}),
    ("en", "why no twisting yet", {"article:linear-before-rotation"}),
    ("en", "flossing", {"article:flossing-for-joints"}),
    ("en", "flosing joints", {"article:flossing-for-joints"}),
    ("en", "long holds", {"article:long-holds"}),
    ("en", "how long should I stretch", {"article:long-holds"}),
    ("en", "mobility or stability", {"article:mobility-or-control"}),
    ("en", "mobilty control", {"article:mobility-or-control"}),
    ("en", "breathing", {"article:breathing"}),
    ("en", "how accurate is the phone", {"article:how-we-measure"}),
    ("en", "real change", {"article:real-change"}),
    ("en", "when should I see a doctor", {"article:when-to-see-someone"}),
    ("en", "running", {"article:running"}),
    ("en", "runner mobility", {"article:running"}),
    ("en", "desk", {"article:desk-work"}),
    ("en", "sitting all day", {"article:desk-work"}),
    ("en", "statistics", {"article:statistics-for-clinicians"}),
    ("en", "why is my upper back stiff", {"article:why-the-upper-back-stiffens"}),
    ("en", "open book", {"exercise:open-book"}),
    ("en", "opne book", {"exercise:open-book"}),
    ("en", "foam roler", {"exercise:foam-roller-extension"}),
    ("en", "sphinx", {"exercise:sphinx"}),
    ("en", "thread the needle", {"exercise:thread-the-needle"}),
    ("es", "rotacion toracica", {"exercise:thoracic-cars", "article:why-the-upper-back-stiffens"}),
    ("es", "por qué tengo la espalda rígida", {"article:why-the-upper-back-stiffens"}),
    ("es", "estiramiento largo", {"article:long-holds"}),
    ("es", "estiramineto largo", {"article:long-holds"}),
    ("es", "respiracion", {"article:breathing"}),
    ("es", "cuándo ir al médico", {"article:when-to-see-someone"}),
    ("es", "correr", {"article:running"}),
    ("es", "movilidad o control", {"article:mobility-or-control"}),
    ("es", "mobilidad control", {"article:mobility-or-control"}),
    ("es", "escritorio", {"article:desk-work"}),
    ("es", "estadistica", {"article:statistics-for-clinicians"}),
    ("es", "cómo medimos", {"article:how-we-measure"}),
    ("es", "hilo dental articulaciones", {"article:flossing-for-joints"}),
    ("es", "primero en línea", {"article:linear-before-rotation"}),
    ("es", "libro abierto", {"exercise:open-book"}),
    ("es", "libro avierto", {"exercise:open-book"}),
    ("es", "gato y camello", {"exercise:cat-camel-general", "exercise:cat-camel-chair", "exercise:cat-camel-standing"}),
]
