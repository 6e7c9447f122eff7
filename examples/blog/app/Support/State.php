<?php

namespace App\Support;

enum State: string
{
    case Draft = 'draft';
    case Published = 'published';
}
