/// What widespread packages offer to migrations, in PHP of our own, for applications whose
/// `vendor` is not there.
///
/// Only what decides about a schema: classes that migrations extend or call, and macros of
/// Blueprint. Where a package's own source is in the project, that is read instead.
enum KnownPackages {
  static let classes = #"""
    <?php
    namespace Laravel\Fortify {
      class Fortify {
        public static function confirmsTwoFactorAuthentication() {
          return Features::enabled('two-factor-authentication')
            && (config('fortify-options.two-factor-authentication.confirm') ?? false) === true;
        }
      }
      class Features {
        public static function enabled(string $feature) { return in_array($feature, config('fortify.features', [])); }
        public static function canManageTwoFactorAuthentication() { return self::enabled('two-factor-authentication'); }
        public static function registration() { return 'registration'; }
        public static function resetPasswords() { return 'reset-passwords'; }
        public static function emailVerification() { return 'email-verification'; }
        public static function updateProfileInformation() { return 'update-profile-information'; }
        public static function updatePasswords() { return 'update-passwords'; }
        public static function twoFactorAuthentication(array $options = []) {
          if (! empty($options)) { config(['fortify-options.two-factor-authentication' => $options]); }
          return 'two-factor-authentication';
        }
      }
    }
    namespace Laravel\Jetstream {
      class Features {
        public static function enabled(string $feature) { return in_array($feature, config('jetstream.features', [])); }
        public static function hasTeamFeatures() { return self::enabled('teams'); }
        public static function hasApiFeatures() { return self::enabled('api'); }
        public static function managesProfilePhotos() { return self::enabled('profile-photos'); }
        public static function profilePhotos() { return 'profile-photos'; }
        public static function api() { return 'api'; }
        public static function teams(array $options = []) { return 'teams'; }
        public static function termsAndPrivacyPolicy() { return 'terms'; }
        public static function accountDeletion() { return 'account-deletion'; }
      }
    }
    namespace Laravel\Pulse\Support {
      abstract class PulseMigration extends \Illuminate\Database\Migrations\Migration {
        public function getConnection() { return config('pulse.storage.database.connection'); }
        public function shouldRun(): bool { return in_array($this->driver(), ['mariadb', 'mysql', 'pgsql', 'sqlite']); }
        protected function driver(): string { return \DB::connection($this->getConnection())->getDriverName(); }
      }
    }
    namespace Spatie\LaravelPackageTools {
      class Package {
        public string $name = '';
        public string $basePath = '';
        public array $migrationFileNames = [];
        public bool $runsMigrations = false;
        public bool $discoversMigrations = false;
        public ?string $migrationsPath = null;
        public function name($name) { $this->name = $name; return $this; }
        public function setBasePath($path) { $this->basePath = $path; return $this; }
        public function basePath($directory = null) {
          return $directory === null ? $this->basePath : $this->basePath . '/' . ltrim($directory, '/');
        }
        public function hasMigration($name) { $this->migrationFileNames[] = $name; return $this; }
        public function hasMigrations(...$names) {
          $this->migrationFileNames = array_merge($this->migrationFileNames, collect($names)->flatten()->toArray());
          return $this;
        }
        public function runsMigrations($runs = true) { $this->runsMigrations = $runs; return $this; }
        public function discoversMigrations($discovers = true, $path = '/database/migrations') {
          $this->discoversMigrations = $discovers;
          $this->migrationsPath = $path;
          return $this;
        }
        public function __call($method, $arguments) { return $this; }
      }
      abstract class PackageServiceProvider extends \Illuminate\Support\ServiceProvider {
        protected $package;
        public function registeringPackage() {}
        public function packageRegistered() {}
        public function bootingPackage() {}
        public function packageBooted() {}
        public function newPackage() { return new Package(); }
        public function register() {
          try { $this->registeringPackage(); } catch (\Throwable $ours) {}
          $this->package = $this->newPackage();
          $this->package->setBasePath($this->getPackageBaseDir());
          $this->configurePackage($this->package);
          $this->packageRegistered();
          return $this;
        }
        public function boot() {
          try { $this->bootingPackage(); } catch (\Throwable $ours) {}
          if ($this->package->runsMigrations) {
            if ($this->package->discoversMigrations) {
              $folder = $this->package->basePath('/../' . trim($this->package->migrationsPath, '/'));
              foreach (glob($folder . '/*.php') as $file) { $this->loadMigrationsFrom($file); }
            } else {
              foreach ($this->package->migrationFileNames as $name) {
                $this->loadMigrationsFrom($this->package->basePath("/../database/migrations/$name.php"));
              }
            }
          }
          $this->packageBooted();
          return $this;
        }
        protected function getPackageBaseDir() {
          $folder = dirname((new \ReflectionClass(get_class($this)))->getFileName());
          return str_ends_with($folder, '/Providers') ? dirname($folder) : $folder;
        }
      }
    }
    namespace Silber\Bouncer\Database {
      class Models { public static function table($table) { return $table; } }
    }
    namespace Kalnoy\Nestedset {
      class NestedSet {
        const LFT = '_lft';
        const RGT = '_rgt';
        const PARENT_ID = 'parent_id';
        public static function columns($table) {
          $table->unsignedInteger(self::LFT)->default(0);
          $table->unsignedInteger(self::RGT)->default(0);
          $table->unsignedInteger(self::PARENT_ID)->nullable();
          $table->index([self::LFT, self::RGT, self::PARENT_ID]);
        }
        public static function dropColumns($table) {
          $columns = [self::LFT, self::RGT, self::PARENT_ID];
          $table->dropIndex($columns);
          $table->dropColumn($columns);
        }
      }
    }
    """#

  static let macros = #"""
    <?php
    use Illuminate\Database\Schema\Blueprint;
    use Kalnoy\Nestedset\NestedSet;
    class KnownMacros {
      public function boot() {
        Blueprint::macro('schemalessAttributes', function (string $columnName = 'extra_attributes') {
          return $this->json($columnName)->nullable();
        });
        Blueprint::macro('nestedSet', function () { NestedSet::columns($this); });
        Blueprint::macro('dropNestedSet', function () { NestedSet::dropColumns($this); });
      }
    }
    """#

  /// Settings that packages bring along for keys the application's own files do not have.
  static let configuration = #"""
    <?php return [
      'app' => ['locale' => 'en', 'fallback_locale' => 'en', 'env' => 'production',
        'name' => 'Laravel', 'timezone' => 'UTC', 'debug' => false],
      'activitylog' => ['table_name' => 'activity_log', 'database_connection' => null],
      'permission' => [
        'table_names' => [
          'roles' => 'roles', 'permissions' => 'permissions',
          'model_has_permissions' => 'model_has_permissions', 'model_has_roles' => 'model_has_roles',
          'role_has_permissions' => 'role_has_permissions',
        ],
        'column_names' => [
          'role_pivot_key' => null, 'permission_pivot_key' => null,
          'model_morph_key' => 'model_id', 'team_foreign_key' => 'team_id',
        ],
        'teams' => false, 'testing' => false,
      ],
      'telescope' => ['storage' => ['database' => ['connection' => null]]],
      'pulse' => ['storage' => ['database' => ['connection' => null]]],
      'audit' => ['drivers' => ['database' => ['table' => 'audits', 'connection' => null]],
        'user' => ['morph_prefix' => 'user']],
      'tags' => ['tag_model' => 'Spatie\Tags\Tag'],
      'settings' => ['repositories' => ['database' => ['table' => null, 'connection' => null]]],
      'queue' => ['failed' => ['table' => 'failed_jobs'], 'batching' => ['table' => 'job_batches'],
        'connections' => ['database' => ['table' => 'jobs']]],
      'session' => ['table' => 'sessions'],
      'cache' => ['stores' => ['database' => ['table' => 'cache']]],
      'database' => ['migrations' => ['table' => 'migrations']],
    ];
    """#
}
