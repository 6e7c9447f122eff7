create table `a` (`of_type` varchar(255) not null, `of_id` char(36) not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `a` add index `a_of_type_of_id_index`(`of_type`, `of_id`);
create table `b` (`of_type` varchar(255) not null, `of_id` char(26) not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `b` add index `b_of_type_of_id_index`(`of_type`, `of_id`);
create table `c` (`of_type` varchar(255) not null, `of_id` bigint unsigned not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `c` add index `c_of_type_of_id_index`(`of_type`, `of_id`);
create table `d` (`id` bigint unsigned not null auto_increment primary key, `a_id` bigint unsigned not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `d` add `made` varchar(255) null;
create table `e` (`id` bigint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
