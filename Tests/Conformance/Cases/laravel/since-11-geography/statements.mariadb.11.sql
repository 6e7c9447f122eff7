create table `a` (`id` bigint unsigned not null auto_increment primary key, `d` geometry ref_system_id=4326 null, `b` polygon not null, `c` geometry not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `a` add spatial index `a_c_spatialindex`(`c`);
