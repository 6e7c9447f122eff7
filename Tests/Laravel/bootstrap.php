<?php

// Boots the framework's database on SQLite in memory, with the models of a project's folder, the
// first argument. Returns that folder and the manager.

error_reporting(E_ALL & ~E_DEPRECATED);
require '/usr/share/php/Illuminate/Database/autoload.php';

$root = $argv[1];
spl_autoload_register(function ($class) use ($root) {
    if (strpos($class, 'App\\') === 0) {
        $file = $root . '/app/' . str_replace('\\', '/', substr($class, 4)) . '.php';
        if (is_file($file)) {
            require $file;
        }
    }
});

$capsule = new Illuminate\Database\Capsule\Manager();
$capsule->addConnection(['driver' => 'sqlite', 'database' => ':memory:', 'prefix' => '']);
$capsule->setAsGlobal();
$capsule->bootEloquent();

return [$root, $capsule];
