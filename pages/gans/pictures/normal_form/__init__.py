"""What the page of games in normal form draws: a picture for each of its views."""
