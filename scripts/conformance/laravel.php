<?php

// Runs the migrations of an application through the framework as `artisan migrate` would, and
// writes the statements that changed the schema to the file named last.
//
//   php laravel.php ROOT STATEMENTS, the database in DB_DRIVER, DB_HOST, DB_DATABASE, DB_USERNAME
//
// The framework is Debian's (major 8), or the one that LARAVEL_AUTOLOAD loads.

error_reporting(E_ALL & ~E_DEPRECATED);
ini_set('display_errors', 'stderr');
$autoload = getenv('LARAVEL_AUTOLOAD');
if ($autoload) {
    require $autoload;
} else {
    require '/usr/share/php/Illuminate/autoload.php';
    require '/usr/share/php/Doctrine/DBAL/autoload.php';
    require_once '/usr/share/php/Illuminate/Foundation/helpers.php';
    spl_autoload_register(function ($class) {
        if (strpos($class, 'Illuminate\\') === 0) {
            $file = '/usr/share/php/' . str_replace('\\', '/', $class) . '.php';
            is_file($file) && require $file;
        }
    });
}

[, $root, $statements] = $argv;
$driver = getenv('DB_DRIVER');

spl_autoload_register(function ($class) use ($root) {
    $composer = json_decode(@file_get_contents("$root/composer.json") ?: '{}', true);
    $folders = $composer['autoload']['psr-4'] ?? ['App\\' => 'app/'];
    foreach (glob("$root/vendor/*/*/composer.json") as $package) {
        $its = json_decode(file_get_contents($package), true)['autoload']['psr-4'] ?? [];
        foreach ($its as $prefix => $folder) {
            $folders[$prefix] = substr(dirname($package), strlen($root) + 1) . '/' . $folder;
        }
    }
    foreach ($folders as $prefix => $folder) {
        if (strpos($class, $prefix) === 0) {
            $name = str_replace('\\', '/', substr($class, strlen($prefix)));
            $file = "$root/" . rtrim($folder, '/') . "/$name.php";
            is_file($file) && require $file;
        }
    }
});

// What every application has and no case repeats.
foreach (['config', 'bootstrap/cache', 'storage/framework', 'vendor/composer'] as $folder) {
    is_dir("$root/$folder") || mkdir("$root/$folder", 0777, true);
}
is_file("$root/config/app.php") || file_put_contents(
    "$root/config/app.php",
    "<?php return ['env' => 'production', 'timezone' => 'UTC', 'locale' => 'en', 'providers' => []];"
);
is_file("$root/config/database.php") || file_put_contents(
    "$root/config/database.php",
    '<?php return ["connections" => [], "migrations" => "migrations"];'
);
is_file("$root/composer.json") || file_put_contents("$root/composer.json", '{}');

$app = new Illuminate\Foundation\Application($root);
$app->singleton(
    Illuminate\Contracts\Debug\ExceptionHandler::class,
    Illuminate\Foundation\Exceptions\Handler::class
);
foreach (['LoadEnvironmentVariables', 'LoadConfiguration', 'RegisterFacades'] as $step) {
    $class = 'Illuminate\\Foundation\\Bootstrap\\' . $step;
    class_exists($class) && (new $class())->bootstrap($app);
}
$connection = [
    'pgsql' => ['host' => getenv('DB_HOST'), 'charset' => 'utf8'] + (
        // The name of the setting changed with major 9.
        ['schema' => 'public', 'search_path' => 'public']
    ),
    'mysql' => ['unix_socket' => getenv('DB_HOST'), 'charset' => 'utf8mb4',
        'collation' => 'utf8mb4_unicode_ci', 'strict' => true],
    'sqlite' => ['foreign_key_constraints' => true],
][$driver === 'mariadb' ? 'mysql' : $driver];
$connection += ['driver' => $driver, 'database' => getenv('DB_DATABASE'),
    'username' => getenv('DB_USERNAME'), 'password' => ''];
// The default connection of the application where it is of this database.
$name = $app['config']->get('database.default', $driver);
$name = $app['config']->get("database.connections.$name.driver") === $driver ? $name : $driver;
$given = $app['config']->get("database.connections.$name", []);
$app['config']->set('database.default', $name);
$app['config']->set("database.connections.$name", $connection + $given + ['prefix' => '']);

foreach (['Database\\DatabaseServiceProvider', 'Database\\MigrationServiceProvider',
    'Filesystem\\FilesystemServiceProvider'] as $provider) {
    $app->register('Illuminate\\' . $provider);
}
foreach ($app['config']->get('app.providers', []) as $provider) {
    $app->register($provider);
}
foreach (glob("$root/app/Providers/*.php") as $file) {
    $app->register('App\\Providers\\' . basename($file, '.php'));
}
$app->boot();

$ran = [];
$migrator = $app['migrator'];
// As Illuminate\Database\Console\Migrations\MigrateCommand::schemaPath() has it.
$dump = "$root/database/schema/$name-schema";
$dump .= is_file("$dump.dump") ? '.dump' : '.sql';
if (is_file($dump)) {
    $ran[] = file_get_contents($dump);
    $app['db']->connection()->unprepared($ran[0]);
} else {
    $migrator->getRepository()->createRepository();
}
$app['db']->listen(function ($query) use (&$ran) {
    if (preg_match('/^\s*(create|alter|drop|rename|comment|insert into .?__temp__)\b/i', $query->sql)) {
        $ran[] = rtrim($query->sql, "; \n") . ';';
    }
});
// What is rolled back never was.
$marks = [];
$app['events']->listen(Illuminate\Database\Events\TransactionBeginning::class, function () use (&$marks, &$ran) {
    $marks[] = count($ran);
});
$app['events']->listen(Illuminate\Database\Events\TransactionCommitted::class, function () use (&$marks) {
    array_pop($marks);
});
$app['events']->listen(Illuminate\Database\Events\TransactionRolledBack::class, function ($event) use (&$marks, &$ran) {
    $mark = array_pop($marks);
    if ($mark !== null && $event->connection->getDriverName() !== 'mysql' && $event->connection->getDriverName() !== 'mariadb') {
        array_splice($ran, $mark);
    }
});
$code = 0;
try {
    $migrator->run(array_merge($migrator->paths(), ["$root/database/migrations"]));
} catch (Throwable $error) {
    fwrite(STDERR, get_class($error) . ': ' . $error->getMessage() . "\n");
    $code = 3;
}
file_put_contents($statements, implode("\n", $ran) . "\n");
exit($code);
