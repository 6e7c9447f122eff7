<?php

return [
    'default' => env('DB_CONNECTION', 'sqlite'),
    'connections' => [
        'sqlite' => ['driver' => 'sqlite', 'prefix' => ''],
        'mysql' => ['driver' => 'mysql', 'prefix' => ''],
    ],
];
