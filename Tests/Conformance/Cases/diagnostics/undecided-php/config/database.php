<?php

return [
    'default' => 'sqlite',
    'connections' => [
        'sqlite' => ['driver' => 'sqlite', 'database' => 'a'],
        'elsewhere' => ['driver' => 'sqlite', 'database' => 'b'],
    ],
];
