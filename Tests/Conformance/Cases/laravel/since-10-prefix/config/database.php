<?php

return [
    'default' => env('DB_CONNECTION', 'mysql'),
    'connections' => [
        'sqlite' => ['driver' => 'sqlite', 'prefix' => 'app_'],
        'mysql' => ['driver' => 'mysql', 'prefix' => 'app_'],
        'mariadb' => ['driver' => 'mariadb', 'prefix' => 'app_'],
        'pgsql' => ['driver' => 'pgsql', 'prefix' => 'app_'],
    ],
    'migrations' => 'migrations',
];
