"""The gateway: the only public door, transporting messages to the engine and answers back."""
