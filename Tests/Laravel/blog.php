<?php

// Loads the written models into the real framework on a real SQLite database, and saves, loads
// and follows relations. Argument: the folder that holds app/.

[$root, $capsule] = require __DIR__ . '/bootstrap.php';

foreach ([
    'create table users (id integer primary key, name varchar not null, password varchar not null,
        is_admin tinyint(1) not null default 0, created_at datetime, updated_at datetime)',
    "create table posts (id integer primary key, author_id integer not null references users(id),
        reviewer_id integer references users(id), title varchar not null,
        status varchar not null default 'draft' check (status in ('draft', 'published')),
        price decimal(8,2), meta json, published_at datetime, created_at datetime,
        updated_at datetime, deleted_at datetime)",
    'create table tags (id integer primary key, name varchar not null)',
    'create table post_tag (post_id integer not null, tag_id integer not null,
        primary key (post_id, tag_id))',
    'create table comments (id integer primary key, post_id integer not null, body text not null,
        parent_id integer)',
    'create table profiles (user_id integer not null primary key, bio text)',
    'create table grades (user_id integer not null, course_id integer not null,
        mark integer not null, primary key (user_id, course_id))',
    'create table labelings (post_id integer not null, tag_id integer not null,
        position integer not null default 0, primary key (post_id, tag_id))',
    'create table readings (value float, at datetime)',
    'create view recent_posts as select id, title as what from posts',
] as $statement) {
    $capsule->getConnection()->statement($statement);
}

$failures = 0;
function check($what, $expected, $actual)
{
    global $failures;
    if ($expected !== $actual) {
        $failures++;
        echo $what, ': expected ', var_export($expected, true), ', got ', var_export($actual, true), "\n";
    }
}

use App\Models\{Comment, Grade, Labeling, Post, Profile, Reading, RecentPost, Tag, User};

$ann = User::create(['name' => 'Ann', 'password' => 'x', 'is_admin' => true]);
$ben = User::create(['name' => 'Ben', 'password' => 'y']);
check('a default', false, $ben->is_admin);
check('a cast', true, User::find($ann->id)->is_admin);
check('hidden', false, array_key_exists('password', $ann->toArray()));

$post = Post::create(['author_id' => $ann->id, 'reviewer_id' => $ben->id, 'title' => 'One',
    'price' => '3.5', 'meta' => ['a' => 1], 'published_at' => '2024-01-02 03:04:05']);
$post = Post::find($post->id);
check('decimal', '3.50', $post->price);
check('json', ['a' => 1], $post->meta);
check('datetime', '2024', $post->published_at->format('Y'));
check('default', 'draft', $post->status);
check('belongsTo', 'Ann', $post->author->name);
check('second key', 'Ben', $post->reviewer->name);
check('hasMany as author', 1, $ann->postsAsAuthor()->count());
check('hasMany as reviewer', 1, $ben->postsAsReviewer()->count());

$post->tags()->attach(Tag::create(['name' => 'red'])->id);
check('belongsToMany', ['red'], $post->tags->pluck('name')->all());
check('the other way', ['One'], Tag::first()->posts->pluck('title')->all());

$first = Comment::create(['post_id' => $post->id, 'body' => 'first']);
$reply = Comment::create(['post_id' => $post->id, 'body' => 'reply', 'parent_id' => $first->id]);
check('self reference', 'first', $reply->parent->body);
check('children', ['reply'], $first->children->pluck('body')->all());
check('eager', 2, Post::with('comments.parent', 'author')->first()->comments->count());

$profile = new Profile(['bio' => 'hi']);
$profile->user_id = $ann->id;
$profile->save();
check('shared key', 'hi', $ann->profile->bio);
check('and back', 'Ann', Profile::find($ann->id)->user->name);

foreach ([[1, 1, 10], [1, 2, 20], [2, 1, 30]] as [$user, $course, $mark]) {
    Grade::create(['user_id' => $user, 'course_id' => $course, 'mark' => $mark]);
}
$grade = Grade::where('user_id', 1)->where('course_id', 2)->first();
$grade->mark = 99;
$grade->save();
check('composite key', [10, 99, 30], Grade::orderBy('user_id')->orderBy('course_id')->pluck('mark')->all());
$grade->delete();
check('composite delete', 2, Grade::count());

$via = null;
foreach ((new ReflectionClass(Post::class))->getMethods() as $method) {
    if (strpos($method->getName(), 'tagsVia') === 0) {
        $via = $method->getName();
    }
}
check('second pivot has a name of its own', true, $via !== null);
if ($via !== null) {
    $green = Tag::create(['name' => 'green']);
    $post->$via()->attach(Tag::first()->id, ['position' => 1]);
    $post->$via()->attach($green->id, ['position' => 2]);
    $pivot = $post->$via()->where('tags.id', $green->id)->first()->pivot;
    check('pivot class', Labeling::class, get_class($pivot));
    $pivot->position = 7;
    $pivot->save();
    check('pivot saves one row', [1, 7], Labeling::orderBy('tag_id')->pluck('position')->all());
    Labeling::where('tag_id', $green->id)->first()->delete();
    check('pivot deletes one row', 1, Labeling::count());
}

Reading::query()->insert(['value' => 1.5, 'at' => '2024-01-01 00:00:00']);
try {
    $reading = Reading::first();
    $reading->value = 2;
    $reading->save();
    check('no key refuses', true, false);
} catch (LogicException $error) {
    check('no key leaves the row', 1.5, Reading::first()->value);
}

check('view', 'One', RecentPost::first()->what);
try {
    (new RecentPost())->save();
    check('view refuses', true, false);
} catch (LogicException $error) {
}

$post->delete();
check('soft delete', 0, Post::count());
check('soft deleted row', 1, Post::withTrashed()->count());

echo $failures === 0 ? "ok\n" : "$failures failures\n";
exit($failures === 0 ? 0 : 1);
