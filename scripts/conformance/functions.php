<?php

// Records what PHP says to the expressions of Tests/PHPParsingTests/Cases/Functions, a line each,
// behind a tab. The helpers are Laravel's: Debian's, or those that LARAVEL_AUTOLOAD loads.
//
//   php functions.php FOLDER

error_reporting(E_ALL & ~E_DEPRECATED & ~E_WARNING);
$autoload = getenv('LARAVEL_AUTOLOAD');
require $autoload ?: '/usr/share/php/Illuminate/autoload.php';

$changed = 0;
foreach (glob($argv[1] . '/*.txt') as $file) {
    $before = file_get_contents($file);
    $lines = '';
    foreach (array_filter(explode("\n", $before)) as $line) {
        [$expression] = explode("\t", $line);
        $value = eval("use Illuminate\\Support\\{Arr, Str}; return $expression;");
        $flags = JSON_THROW_ON_ERROR;
        $lines .= $expression . "\t" . json_encode($value, $flags) . "\n";
    }
    if ($lines !== $before) {
        file_put_contents($file, $lines);
        $changed++;
    }
}
echo "$changed files of functions changed\n";
