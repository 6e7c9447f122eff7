create table `a` (`id` int unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table `b` (`id` int unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table `c` (`id` tinyint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table `d` (`id` smallint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table `e` (`id` mediumint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table `f` (`id` bigint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table `g` (`key` bigint unsigned not null auto_increment primary key, `number` bigint unsigned not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table `h` (`number` int not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
