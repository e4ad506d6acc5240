"""Problems as people and machines read them: a terminal, JSON, GitHub's annotations.

Reporters only print: what they are given was counted and put in order before.
"""
