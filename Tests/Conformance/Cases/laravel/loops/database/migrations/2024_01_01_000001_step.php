<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

class Step extends Migration
{
    private const TABLES = ['one', 'two'];
    protected $prefix = 'pre_';
    private array $columns = ['first' => 'string', 'second' => 'integer'];

    public function up()
    {
        foreach (self::TABLES as $number => $table) {
            $this->make($this->prefix . $table, $number + 1);
        }
        $add = function (string $table, ?callable $more = null) {
            Schema::table($table, function (Blueprint $blueprint) use ($more) {
                $blueprint->boolean('added')->default(false);
                if ($more) {
                    $more($blueprint);
                }
            });
        };
        $add('pre_one');
        $add('pre_two', fn (Blueprint $blueprint) => $blueprint->text('more')->nullable());
        for ($i = 0; $i < 3; $i++) {
            Schema::create("counted_{$i}", function (Blueprint $table) use ($i) {
                $table->id();
                $table->string(sprintf('column_%02d', $i));
            });
        }
        $left = 2;
        while ($left-- > 0) {
            Schema::create('while_' . $left, static function (Blueprint $table) {
                $table->increments('id');
            });
        }
        collect(['x', 'y'])->each(function ($name) {
            Schema::create('collected_' . $name, function (Blueprint $table) {
                $table->id();
            });
        });
        array_map(fn ($name) => Schema::create($name, fn ($t) => $t->id()), ['mapped']);
    }

    protected function make(string $table, int $count, bool $stamps = true): void
    {
        Schema::create($table, function (Blueprint $blueprint) use ($count, $stamps) {
            $blueprint->id();
            foreach ($this->columns as $name => $type) {
                $blueprint->$type($name)->nullable();
            }
            $this->numbered($blueprint, count: $count);
            if ($stamps) {
                $blueprint->timestamps();
            }
        });
    }

    private function numbered(Blueprint $table, string $name = 'n', int $count = 1)
    {
        for ($i = 1; $i <= $count; ++$i) {
            $table->unsignedInteger($name . $i)->default(0);
        }
    }

    public function down()
    {
        Schema::drop('pre_one');
    }
}
