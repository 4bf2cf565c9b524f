"""What is done for a citizen: dossiers looked up, petitions taken, officers called."""
