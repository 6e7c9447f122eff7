<?php

namespace App\Providers;

use Illuminate\Database\Schema\Blueprint;
use Illuminate\Database\Schema\Builder;
use Illuminate\Support\Facades\Schema;
use Illuminate\Support\ServiceProvider;

class AppServiceProvider extends ServiceProvider
{
    public function boot()
    {
        Schema::defaultStringLength(191);
        Builder::morphUsingUuids();
        Blueprint::macro('stamps', function () {
            $this->timestamp('made_at')->nullable();
            $this->unsignedBigInteger('made_by')->nullable();
        });
    }
}
