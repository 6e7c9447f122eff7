create table `a` (`id` bigint unsigned not null auto_increment primary key, `b` varchar(255) not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `a` add `prefix_0` varchar(255) null, add `of_mysql_mysql` varchar(255) null, add `driver_mysql` varchar(255) null, add `database` varchar(255) null;
create table `empty` (`id` bigint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table none_found (id integer);
create table quiet (id integer);
alter table `a` add `with_default` varchar(255) not null default 'plain';
