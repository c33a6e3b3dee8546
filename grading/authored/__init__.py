"""What an author must keep, said with file, line and remedy.

Rules about the text of a notebook stand in `form` and `closing`, those about a graded
function in `exercise`, `words` and `behaviour`, those about pictures in `pictures`,
about the course as a whole in `course` and `topics`; `findings` asks all of them.
"""
