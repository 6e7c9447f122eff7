create table `without_computed` (`id` bigint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table `of_set` (`id` bigint unsigned not null auto_increment primary key, `a` set('x', 'y') not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
