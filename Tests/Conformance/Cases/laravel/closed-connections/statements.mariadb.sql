create table `a` (`id` bigint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create database `modelgend_other` default character set `utf8mb4` default collate `utf8mb4_unicode_ci`;
drop database if exists `modelgend_other`;
create table `b` (`id` bigint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
