-- As it runs this, the program writes the setting that proves both keys.
DELETE FROM meta WHERE name = 'keys';
