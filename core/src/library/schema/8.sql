-- An option that was chosen is kept as one: the words of every draft are taken out, and put in anew.
DELETE FROM passages;
INSERT INTO texts (texts) VALUES ('delete-all');
