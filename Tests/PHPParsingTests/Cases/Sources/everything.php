<?php

declare(strict_types=1);

namespace App\Database;

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\{DB, Schema as S};
use function App\helper;
use const App\LIMIT;

#[Attribute(1, name: 'x')]
enum Suit: string implements HasLabel
{
    use Labels;
    case Hearts = 'h';
    case Spades = 's';
    const Wild = self::Spades;
    public static function values(): array { return array_map(fn (self $c) => $c->value, self::cases()); }
}

abstract class Base extends Migration
{
    protected ?string $prefix = 'app_';
    public readonly int|string $size;
    public string $name { get => $this->x; set(string $v) { $this->x = $v; } }
    public function __construct(private array $list = ['a' => 1, ...self::MORE], protected int $n = 0) {}
    abstract protected function table(): string;
    final public const int LIMIT = 1 << 3 | 0x1F;
}

return new class extends Base {
    use Sharing, Caring { Caring::run insteadof Sharing; run as protected go; }

    public function up(): void
    {
        S::create($this->prefix . 'users', function (Blueprint $table) use (&$x, $y): void {
            $table->id();
            $table->string('name', length: 40)->nullable()->default("it's {$this->prefix} $y[0] $y[key] $y->z ${x}\n\x41\u{1F600}");
            foreach (['a', 'b' => 'c'] as $key => [$one, 'two' => $two]) {
                $table->integer("col_{$one}_{$key}");
            }
        });
        if (! S::hasTable('x') && $a instanceof Base || $b?->c !== null and true) {
            DB::statement(<<<SQL
                ALTER TABLE x ADD COLUMN {$this->table()} INT
                SQL);
        } elseif ($a <=> $b) {
            echo <<<'RAW'
            nothing
            RAW;
        } else {
            $z ??= $a ?: ($b ? 1 : 2);
        }
        for ($i = 0, $j = 9; $i < 3; ++$i, $j--): continue; endfor;
        while (false) { break 1; }
        do { $i++; } while ($i < 10);
        switch ($i) { case 1: case 2: return; default: break; }
        try {
            throw new \RuntimeException('no', 3);
        } catch (A | B $e) { unset($e->list[0], $q); } finally { static $n = 1; global $g; }
        $r = match (true) { $i > 1, $i < 0 => 'x', default => throw new X };
        $f = strlen(...); $h = $this->go(...); $k = static fn (int ...$n): int => $n[0] ** 2;
        [$p, , $q] = [...$list, (int) '3', @$u, -1.5e3, 1_000, 0b11, 'a' |> strtoupper(...)];
        $o = new class(1) { public $v; }; $o::class; $o::$v; ($o)->{'v'}; $$r; ${'r'} = clone $o;
        isset($a['b'], $c) or die('x'); list('a' => $m) = $n; $t = `ls $a`; print $t;
        yield $a => $b; goto end; end: exit;
    }

    protected function table(): string { return __DIR__ . __CLASS__ . \strtolower('X') . namespace\f(); }
};
?>
<p><?= $x ?></p>
