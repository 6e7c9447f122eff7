<?php

return [
    'name_length' => 40,
    'label' => env('SHOP_LABEL', 'shop'),
];
