<?php

return [
    'default' => env('DB_CONNECTION', 'pgsql'),
    'connections' => [
        'pgsql' => ['driver' => 'pgsql'],
        'main' => ['driver' => 'pgsql'],
    ],
    'migrations' => 'migrations',
];
