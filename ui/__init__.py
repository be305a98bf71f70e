"""What the officer sees: the window, its pages and the widgets they are made of."""
