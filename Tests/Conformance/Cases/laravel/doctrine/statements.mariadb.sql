create table `a` (`id` bigint unsigned not null auto_increment primary key, `b` varchar(255) not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `a` add index `a_b_index`(`b`);
create table `answers` (`column_id` varchar(255) null, `column_b` varchar(255) null, `has_index` varchar(255) null, `named_b` varchar(255) null, `tables_1` varchar(255) null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
