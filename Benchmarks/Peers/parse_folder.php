<?php
// Parses every .php file of a folder with nikic/php-parser, the files read beforehand, and prints
// the median of the CPU seconds: what our analysis of the same files is measured against.
//
// usage: php parse_folder.php FOLDER REPETITIONS
foreach (['/usr/share/php/PhpParser/autoload.php', 'vendor/autoload.php'] as $autoload) {
    if (is_file($autoload)) {
        require $autoload;
        break;
    }
}
[, $folder, $repetitions] = $argv;
$texts = array_map('file_get_contents', glob($folder . '/*.php'));
$factory = new PhpParser\ParserFactory();
$parser = method_exists($factory, 'createForNewestSupportedVersion')
    ? $factory->createForNewestSupportedVersion()
    : $factory->create(PhpParser\ParserFactory::PREFER_PHP7);

function cpuSeconds(): float
{
    $usage = getrusage();

    return $usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']
        + ($usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec']) / 1e6;
}

$seconds = [];
for ($repetition = 0; $repetition < (int) $repetitions; $repetition++) {
    $start = cpuSeconds();
    foreach ($texts as $text) {
        $parser->parse($text);
    }
    $seconds[] = cpuSeconds() - $start;
}
sort($seconds);
printf(
    "cpu %f s, bytes %d, files %d\n",
    $seconds[intdiv(count($seconds), 2)],
    array_sum(array_map('strlen', $texts)),
    count($texts)
);
