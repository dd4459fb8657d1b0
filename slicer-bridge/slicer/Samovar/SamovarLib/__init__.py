"""What the Samovar extension does apart from its windows: nothing here needs Qt."""
