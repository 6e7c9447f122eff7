<?php

namespace App\Models;

use Illuminate\Database\Eloquent\Model;

class User extends Model
{
    public const TABLE = 'people';
    public const LEVELS = ['low' => 1, 'high' => 2];
    protected $table = self::TABLE;
}
