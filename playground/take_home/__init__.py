"""All that a person may keep of what is on screen, in one menu.

    take_home.trained(watched, module, "train", patterns, around)   # a page that trains
    take_home.menu(slug, setup, arrays, patterns, script)           # any other page

The browser makes what is made of the picture (:file:`static/take_home`): PNG, SVG, the animation
and a player in one HTML file. The server makes the numbers, the script and the recording, each when
it is pressed.
"""

from playground.take_home.menu import menu, trained

__all__ = ["menu", "trained"]
