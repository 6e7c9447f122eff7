<?php

// Walks through every written model in the real framework on a real SQLite database: saves two
// rows, loads them, follows every relation lazily and eagerly, and deletes one of two.
// Arguments: the folder that holds app/, a script in SQL that makes the database.

use Illuminate\Database\Eloquent\Relations\{BelongsTo, MorphTo, Relation};

[$root, $capsule] = require __DIR__ . '/bootstrap.php';
$connection = $capsule->getConnection();
$connection->statement('PRAGMA foreign_keys = off');
$connection->getPdo()->exec(file_get_contents($argv[2]));
$connection->statement('PRAGMA ignore_check_constraints = on');

$failures = 0;
function fail($what)
{
    global $failures;
    $failures++;
    echo $what, "\n";
}

/** A value that the model's cast and the column's type can hold, different for each number. */
function valueFor($model, $column, $number, $morphs)
{
    if (in_array($column->name, $morphs)) {
        global $anyClass;
        return $anyClass;
    }
    $cast = $model->getCasts()[$column->name] ?? null;
    if ($cast !== null && enum_exists($cast)) {
        return $cast::cases()[$number % count($cast::cases())];
    }
    switch (strtok((string) $cast, ':')) {
        case 'int': case 'integer': return $number;
        case 'bool': case 'boolean': return $number % 2 === 1;
        case 'float': case 'double': case 'real': return $number + 0.5;
        case 'decimal':
            return number_format($number, (int) substr(strstr($cast, ':'), 1), '.', '');
        case 'datetime': return "2024-01-0$number 03:04:05";
        case 'date': return "2024-01-0$number 00:00:00";
        case 'array': case 'json': case 'collection': return ['a' => $number];
        case 'object': return (object) ['a' => $number];
    }
    if (in_array($column->name, [$model->getCreatedAtColumn(), $model->getUpdatedAtColumn()])) {
        return "2024-01-0$number 03:04:05";
    }
    return preg_match('/int|real|num|dec|float|doub/i', $column->type) ? $number : "v$number";
}

function essence($value)
{
    if ($value instanceof DateTimeInterface) {
        return $value->format('Y-m-d H:i:s');
    }
    return $value instanceof UnitEnum ? $value->name : json_encode($value);
}

/** The relations that the class under the user's own declares. */
function relationsOf($class)
{
    foreach ((new ReflectionClass($class))->getMethods(ReflectionMethod::IS_PUBLIC) as $method) {
        $type = $method->getReturnType();
        if (strpos($method->getDeclaringClass()->getName(), 'App\\Models\\Base\\') === 0
            && $method->getNumberOfParameters() === 0
            && $type instanceof ReflectionNamedType
            && is_subclass_of($type->getName(), Relation::class)) {
            yield $method->getName();
        }
    }
}

/** A model with a key of one column, for rows to point at. */
function anyClassWithKey($classes)
{
    foreach ($classes as $class) {
        $methods = (new ReflectionClass($class))->getMethods();
        $names = array_map(fn ($method) => $method->getDeclaringClass()->getName() . $method->getName(), $methods);
        if (!in_array(get_parent_class($class) . 'setKeysForSaveQuery', $names)) {
            return $class;
        }
    }
    return reset($classes);
}

$classes = array_map(
    fn ($file) => 'App\\Models\\' . basename($file, '.php'), glob($root . '/app/Models/*.php'));
$anyClass = anyClassWithKey($classes);
$models = [];
$saved = $related = 0;
foreach ($classes as $class) {
    $models[] = $class;
    $model = new $class();
    $table = $connection->getQueryGrammar()->wrapTable($model->getTable());
    $columns = array_values(array_filter(
        $connection->select('PRAGMA table_xinfo(' . $table . ')'),
        fn ($column) => $column->hidden === 0 || $column->hidden === '0'));
    $kind = $connection->selectOne(
        'select type from sqlite_master where name = ? collate nocase', [$model->getTable()]);
    if ($kind === null) {
        fail("$class: no table {$model->getTable()}");
        continue;
    }
    if ($kind->type === 'view') {
        $class::query()->get();
        continue;
    }
    $morphs = [];
    foreach (relationsOf($class) as $name) {
        $relation = $model->$name();
        if ($relation instanceof MorphTo) {
            $morphs[] = $relation->getMorphType();
        }
    }
    $rows = [];
    try {
        foreach ([1, 2] as $number) {
            $row = new $class();
            $values = [];
            foreach ($columns as $column) {
                $isOwnKey = $column->name === $model->getKeyName() && $model->getIncrementing();
                if (!$isOwnKey) {
                    $values[$column->name] = valueFor($model, $column, $number, $morphs);
                }
            }
            $row->timestamps = false;
            $row->forceFill($values);
            $row->save();
            $saved++;
            $again = $row->fresh();
            $rows[] = [$again, $values];
        }
    } catch (LogicException $refusal) {
        continue;
    } catch (Throwable $error) {
        fail("$class: " . get_class($error) . ' ' . $error->getMessage());
        continue;
    }
    foreach ($rows as [$again, $values]) {
        if ($again === null) {
            fail("$class: a saved row is not found again");
            continue 2;
        }
        foreach ($values as $name => $value) {
            $expected = new $class();
            $expected->forceFill([$name => $value]);
            if (essence($expected->getAttribute($name)) !== essence($again->getAttribute($name))) {
                fail("$class.$name: " . essence($expected->getAttribute($name)) . ' became '
                    . essence($again->getAttribute($name)));
            }
        }
    }
}

foreach ($models as $class) {
    foreach (relationsOf($class) as $name) {
        try {
            $class::with($name)->get();
            if (!(new $class())->$name() instanceof MorphTo) {
                $class::query()->withCount($name)->get();
            }
            $row = $class::query()->first();
            if ($row !== null) {
                $relation = $row->$name();
                $relation->get();
                if ($relation instanceof BelongsTo && !($relation instanceof MorphTo)
                    && ($parent = $relation->getRelated()->newQuery()->first()) !== null) {
                    $relation->associate($parent);
                    if ($row->$name->getAttributes() !== $parent->getAttributes()) {
                        fail("$class::$name: another parent than the one associated");
                    }
                }
            }
            $related++;
        } catch (Throwable $error) {
            fail("$class::$name: " . get_class($error) . ' ' . $error->getMessage());
        }
    }
}

foreach ($models as $class) {
    try {
        $row = $class::query()->first();
        $count = $class::query()->count();
        if ($row !== null && $count === 2) {
            $row->delete();
            if ($class::query()->count() !== 1) {
                fail("$class: one delete left {$class::query()->count()} of 2 rows");
            }
        }
    } catch (LogicException $refusal) {
    } catch (Throwable $error) {
        fail("$class: deleting: " . get_class($error) . ' ' . $error->getMessage());
    }
}

echo count($models), " models, $saved rows saved, $related relations followed, $failures failures\n";
exit($failures === 0 && $models !== [] ? 0 : 1);
