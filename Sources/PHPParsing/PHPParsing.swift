// PHPParsing
