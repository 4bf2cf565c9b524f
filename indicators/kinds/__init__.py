"""One module per kind of question: a typed question in, text and evidence out."""
