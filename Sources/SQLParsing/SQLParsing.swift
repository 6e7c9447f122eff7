// SQLParsing
