"""Who is in the class: names, addresses, and what platforms call each person.

It stands in `students.csv` in the course folder, made from what platforms export, and
edited by hand.
"""
