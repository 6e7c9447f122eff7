<?php

return [
    'env' => 'production',
    'timezone' => 'UTC',
    'providers' => [
        Acme\Blog\BlogServiceProvider::class,
        Modules\Shop\Providers\ShopServiceProvider::class,
    ],
];
