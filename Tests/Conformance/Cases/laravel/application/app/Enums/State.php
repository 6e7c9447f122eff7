<?php

namespace App\Enums;

enum State: string
{
    case Active = 'active';
    case Gone = 'gone';
}
