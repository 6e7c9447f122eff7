<?php

use App\Enums\State;
use App\Models\Team;
use App\Models\User;
use App\Support\BaseMigration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

class Step extends BaseMigration
{
    use \App\Support\MakesTables;

    public function up()
    {
        Schema::create(User::TABLE, function (Blueprint $table) {
            $table->id();
            $table->string('state')->default(State::Active->value);
            $table->enum('kind', array_map(fn ($case) => $case->value, State::cases()));
            $table->integer('level')->default(User::LEVELS['low']);
        });
        Schema::create((new Team)->getTable(), function (Blueprint $table) {
            $table->uuid('id')->primary();
            $table->foreignIdFor(User::class)->constrained('people');
            $table->string('name', config('shop.name_length'));
            $table->string('label')->default(config('shop.label', 'none'));
            $table->string('missing')->default(config('shop.missing', 'fallback'));
        });
        Schema::create('members', function (Blueprint $table) {
            $table->foreignIdFor(Team::class);
            $table->foreignIdFor(User::class, 'person_id');
            $this->common($table);
            $this->stamp($table);
        });
        if (env('SHOP_EXTRA', false)) {
            Schema::create('extra', function (Blueprint $table) {
                $table->id();
            });
        }
        if (app()->environment('local')) {
            Schema::drop('members');
        }
    }
}
